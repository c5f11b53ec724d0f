// Keeps what one build worked out for the next one, in the cache that the host offers to plugins.
const MEMO = ".cache/memo";

exports.onPreBuild = ({ utils }) => utils.cache.restore(MEMO);
exports.onPostBuild = ({ utils }) => utils.cache.save(MEMO);
