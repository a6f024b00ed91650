# The rooms of a space → the one that carries our marker, or nothing; the first, should there ever be two.
# How the list is paged is published nowhere: when it is visibly not all of them, we say so and do not guess.
variable("marker") as $marker
| ((.items // []) | length) as $shown
| ([.items[]? | select((.name // "") | endswith("#" + $marker))] | first) as $room
| if $room then { vendor: "teleboss", id: $room.id, alias: $room.alias, spaceId: ($room.spaceId // variable("spaceId")) }
  elif (.total // 0) > $shown then { incomplete: "Teleboss shows \($shown) of \(.total) rooms" }
  else empty
  end
