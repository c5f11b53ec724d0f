// Grades a site that is up with Mozilla's HTTP Observatory, and prints its judgement as JSON.
// Use: node grade.mjs HOST. Certificates of our own are trusted by NODE_EXTRA_CA_CERTS.
import { scan } from "@mdn/mdn-http-observatory";

console.log(JSON.stringify(await scan(process.argv[2])));
