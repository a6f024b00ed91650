package org.convene.people.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.InternalServerException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import de.captaingoldfish.scim.sdk.common.response.ErrorResponse;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.server.exceptions.UnparseableFilterException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.ops.Answers;
import org.convene.ops.Settings;

/** Between HTTP and the protocol: brings requests into the form of the RFCs, and answers in theirs, errors too. */
@Singleton
@Named("scimDesk")
public class ScimDesk {
    private static final List<String> HEADERS = List.of("Content-Type", "If-Match", "If-None-Match");

    private final ScimService service;
    private final ObjectMapper json;
    private final String publicUrl;

    public ScimDesk(ScimService service, ObjectMapper json, Settings settings) {
        this.service = service;
        this.json = json;
        this.publicUrl = settings.url("convene.public-url");
    }

    /** In: a request below {@code /scim/v2}. Out: the answer's text, {@code null} of one without a body. */
    public String answer(Exchange exchange) {
        Message message = exchange.getMessage();
        ScimResponse answer = answered(message);
        textualStatus(answer);
        if (answer instanceof ErrorResponse error
                && error.getScimException().getCause() instanceof UnparseableFilterException
                && error.getScimType().isEmpty()) {
            error.setScimType(ScimType.RFC7644.INVALID_FILTER);
        }
        Answers.empty(exchange, answer.getHttpStatus());
        answer.getHttpHeaders().forEach(message::setHeader);
        message.setHeader(Exchange.CONTENT_TYPE, "application/scim+json;charset=utf-8");
        String text = answer instanceof ErrorResponse || !answer.isEmpty() ? answer.toString() : "";
        return text.isEmpty() ? null : text;
    }

    /** The status of each operation of a bulk request is a text (RFC 7644, 3.7.3). */
    private static void textualStatus(ScimResponse answer) {
        for (JsonNode operation : answer.path("Operations")) {
            if (operation instanceof ObjectNode object && object.path("status").isNumber()) {
                object.put("status", object.path("status").asText());
            }
        }
    }

    private ScimResponse answered(Message message) {
        try {
            String method = message.getHeader(Exchange.HTTP_METHOD, String.class);
            ScimAddress address = ScimAddress.of(
                            message.getHeader(Exchange.HTTP_URI, String.class).split("\\?", 2)[0])
                    .orElseThrow(() -> new ResourceNotFoundException("There is nothing at this address"));
            String query = query(message.getHeader(Exchange.HTTP_RAW_QUERY, String.class));
            return service.answer(
                    publicUrl + address.path() + (query.isEmpty() ? "" : "?" + query),
                    HttpMethod.valueOf(method),
                    body(message, address, method),
                    headers(message));
        } catch (ScimException refused) {
            return new ErrorResponse(refused);
        } catch (RuntimeException unforeseen) {
            return new ErrorResponse(
                    new InternalServerException(unforeseen)); // which goes to the log, not to the caller
        }
    }

    private String body(Message message, ScimAddress address, String method) {
        byte[] bytes = message.getBody(byte[].class);
        if (bytes == null || bytes.length == 0 || method.equals("GET") || method.equals("DELETE")) {
            return "";
        }
        if (bytes.length > ScimService.LARGEST_REQUEST) {
            throw new ScimException(
                    "The request is larger than " + ScimService.LARGEST_REQUEST + " bytes", null, 413, null) {};
        }
        try {
            String text = new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "");
            return CleanRequest.of(address, method, json.readTree(text)).toString();
        } catch (JsonProcessingException noJson) {
            throw new BadRequestException("The body is no JSON", null, ScimType.RFC7644.INVALID_SYNTAX);
        }
    }

    /** Its own parameters, with filters in the words of the RFC. */
    private static String query(String raw) {
        if (raw == null || raw.isEmpty()) {
            return "";
        }
        return Arrays.stream(raw.split("&")).map(ScimDesk::parameter).collect(Collectors.joining("&"));
    }

    private static String parameter(String pair) {
        String[] parts = pair.split("=", 2);
        if (parts.length < 2 || !parts[0].equalsIgnoreCase("filter")) {
            return pair;
        }
        try {
            String filter = CleanFilter.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            return "filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            throw new BadRequestException("The filter is not URL-encoded", null, ScimType.RFC7644.INVALID_FILTER);
        }
    }

    private static Map<String, String> headers(Message message) {
        Map<String, String> headers = new HashMap<>();
        for (String name : HEADERS) {
            String value = message.getHeader(name, String.class);
            // * is any version of what is there (RFC 9110, 13.1.1), and what is not there is not found anyway
            if (value != null && !value.equals("*")) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
