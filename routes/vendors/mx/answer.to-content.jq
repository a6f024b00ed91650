# An answer of MX Proxy → what stands under its key (variable key), or {failure, reason} when that is not there.
# Lists that are empty come as null. The password of the soft phone, which the proxy tells in clear, ends here.
def broken($what): { failure: (if variable("call") | startswith("GET ") then "down" else "uncertain" end), reason: "MX Proxy answered without \($what) (\(variable("operation")))" };
variable("key") as $key
| ($key | rtrimstr("[]")) as $name
| if $key == "nothing" then empty
  elif type != "object" or . == {} then broken(if $key == "." then "anything" else $name end)
  elif $key == "." then del(.softPhonePwd, .failure)
  elif has($name) | not then broken($name)
  else .[$name]
    | if $key == $name and type == "object" then del(.softPhonePwd, .failure)
      elif $key != $name and . == null then []
      elif $key != $name and type == "array" then map(objects)
      else broken($name)
      end
  end
