#!/usr/bin/env bash
# Builds this tree again in another folder, and fails unless every file of www/dist/ has the same bytes there.
# What others wrote (crates, npm's packages) is taken along as it was built here; all that is ours is built anew.
set -euo pipefail
cd "$(dirname "$0")/../.."

here=$PWD
there=$here/target/reproduce/in-another-folder

mkdir -p "$there/target"
find "$there" -mindepth 1 -maxdepth 1 ! -name target -exec rm -rf {} +
rm -rf "$there/target/www" "$there/target/stamps"
cp -a node_modules "$there/"
for profile in debug release mvp; do
  [ -e "$there/target/$profile" ] || tar -C target --exclude=incremental -cf - "$profile" | tar -C "$there/target" -xf -
done

# as new files, -m: cargo takes nothing of ours for built already
git ls-files -z --cached --others --exclude-standard |
  while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
  tar --null -T - -cf - | tar -C "$there" -xmf -

(cd "$there" && node www/build.mjs)

hashes() { (cd "$1/www/dist" && find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2); }
if ! diff -U 0 --label here --label elsewhere <(hashes "$here") <(hashes "$there"); then
  printf 'reproduce: files that differ here (-) and in %s (+); one that no build makes any more goes with `make clean`\n' "$there" >&2
  exit 1
fi
printf '\nreproduce: %s files, the same bytes in two folders\n' "$(hashes "$here" | wc -l)"
