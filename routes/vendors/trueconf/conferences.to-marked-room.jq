# The conferences of the server → the one that carries our marker, or nothing; the surest sign first.
# When the list is visibly not all of them, we say so and do not guess.
variable("marker") as $marker
| "convene_\($marker)" as $name
| ([(.items[] | select(.id == $name)), (.items[] | select(.tagged == $name)), (.items[] | select(.marked == $marker))] | first) as $one
| if $one then { vendor: "trueconf", id: $one.id, url: $one.url, webclientUrl: $one.webclientUrl } | with_entries(select(.value != null))
  elif .incomplete then { incomplete }
  else empty
  end
