# The participants of a conference → a layout with all of them; the first is the large one.
{ matrixType: (variable("layout") | tonumber), participants: [.participants[].peerId] }
