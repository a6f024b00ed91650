# A conference about which something was refused → what that means for the variable wish: {state} as wished, or {failure, reason}.
# What the server says to run a running conference, or to change one, is written nowhere; its state tells.
(if has("conference") then .conference.state else .state end) as $state
| variable("wish") as $wish
| if $state == $wish then { state: $state }
  elif $state == "running" and ($wish == "changed" or $wish == "gone") then
    { failure: "busy", reason: "The conference is running; it can be \(if $wish == "gone" then "deleted" else $wish end) when it is over. \(variable("said"))", retryAfter: 60 }
  else { failure: "refused", reason: variable("said") }
  end
