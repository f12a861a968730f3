#!/usr/bin/env bash
# Makes the README's two pictures from a report of the packed jar. Needs chromium, and pngquant to make them small.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
java --enable-preview -jar "${JAR:=target/showcase.jar}" report -o "$folder/showcase.html" "${RECIPE:=semaphore}"

options=(--headless --disable-gpu --no-first-run --hide-scrollbars --force-prefers-reduced-motion --user-data-dir="$folder/profile")
if [ "$(id -u)" = 0 ]; then
  options+=(--no-sandbox) # as root, Chromium refuses to start with one
fi

picture() { # FILE WIDTH HEIGHT ANCHOR [OPTION…]
  # In a frame, because Chromium takes the picture of a page before it has scrolled to the anchor.
  cat >"$folder/frame.html" <<EOF
<!doctype html><style>body { margin: 0 } iframe { display: block; border: 0; width: 100vw; height: 100vh }</style>
<iframe src="showcase.html#$4"></iframe>
EOF
  chromium "${options[@]}" --window-size="$2,$3" "${@:5}" \
    --screenshot="$folder/picture.png" "file://$folder/frame.html" 2>"$folder/log" || {
    cat "$folder/log" >&2
    return 1
  }
  pngquant --force --strip --output "docs/$1" "$folder/picture.png"
  du -k "docs/$1"
}

picture report.png 1280 1000 "$RECIPE"
picture report-dark.png 1280 900 "$RECIPE-happened" --blink-settings=preferredColorScheme=0
