// The program writes style elements into its page, which the policy of the page refuses.
// Their rules are taken over as style sheets that a script makes, which it allows.

// Its fonts would come from another host; screen.css has them from here.
const FOREIGN = /@font-face\s*\{[^}]*url\(["']?https:[^}]*\}/g;

const adopt = (element) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(element.textContent.replace(FOREIGN, ""));
  const { ownerDocument: page } = element;
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  // The program looks for the element by its id before it writes the rules again.
  const stand = page.createElement("meta");
  stand.id = element.id;
  return stand;
};

const isStyle = (node) => node instanceof HTMLStyleElement && node.textContent && !node.isConnected;

for (const name of ["appendChild", "insertBefore"]) {
  const original = Node.prototype[name];
  Node.prototype[name] = function (node, ...rest) {
    return original.call(this, isStyle(node) ? adopt(node) : node, ...rest);
  };
}
for (const name of ["append", "prepend"]) {
  const original = Element.prototype[name];
  Element.prototype[name] = function (...nodes) {
    return original.apply(this, nodes.map((node) => (isStyle(node) ? adopt(node) : node)));
  };
}
