// Prints the entries of 廣韻 that the npm package tshet-uinh 0.15.4 (MIT, data
// CC0) holds: character, rhyme heading, 開 or 合.
//
//	npm pack tshet-uinh@0.15.4 && tar xzf tshet-uinh-0.15.4.tgz
//	node cmd/prosodytables/guangyun.mjs package/index.js > guangyun.tsv
import { pathToFileURL } from "node:url";
const { default: tshet } = await import(pathToFileURL(process.argv[2]));
for (const e of tshet.資料.廣韻.iter條目()) {
  console.log([e.字頭, e.來源?.韻目 ?? "", e.音韻地位?.呼 ?? ""].join("\t"));
}
