package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Files on the terminal, and those sent to it and from it. They are kept in memory. */
final class Files {

    private static final int STARTED = 2;
    private static final int FINISHED = 3;
    private static final int WAITING = 5;
    private static final int DOWNLOAD = 1;
    private static final int UPLOAD = 2;

    private final RoomTerminal terminal;
    private final Map<Long, StoredFile> stored = new LinkedHashMap<>(0);
    private final Map<Long, ObjectNode> requests = new LinkedHashMap<>(0);
    private final Map<Long, ObjectNode> uploads = new LinkedHashMap<>(0);
    private final Map<Long, ObjectNode> transferred = new LinkedHashMap<>(0);
    private String pin = Access.newPin();
    private boolean tools;
    private long lastId;
    private long lastRequest;

    Files(RoomTerminal terminal) {
        this.terminal = terminal;
    }

    StoredFile store(String name, String type, byte[] content) {
        StoredFile file = new StoredFile(++lastId, name, type, content);
        stored.put(file.id(), file);
        return file;
    }

    Optional<StoredFile> find(long id) {
        return Optional.ofNullable(stored.get(id));
    }

    StoredFile required(long id) {
        return find(id).orElseThrow(() -> new Refusal("There is no such file"));
    }

    void delete(long id) {
        stored.remove(id);
    }

    void getFileList(Order order) {
        ArrayNode list = order.reply().putArray("fileList");
        stored.values()
                .forEach(file -> list.addObject().put("fileId", file.id()).put("fileName", file.name()));
    }

    void getFileInfo(Order order) {
        StoredFile file = required(order.whole("fileId"));
        order.reply().put("fileId", file.id()).put("fileName", file.name()).put("size", file.content().length);
    }

    void sendFile(Order order) {
        Peer peer = order.peer("peerId");
        StoredFile file = required(order.whole("fileId"));
        long id = ++lastRequest;
        uploads.put(id, transfer(id, peer, file.name(), WAITING));
        ObjectNode sent =
                RoomTerminal.event("fileSent").put("name", file.name()).put("id", id);
        sent.put("peerId", peer.id()).put("peerDn", peer.name()).put("fileId", file.id());
        order.tell(sent.put("confId", confId()));
        terminal.site()
                .signedIn(peer.id())
                .ifPresent(other -> other.scene().files().offered(terminal.peer(), file.name()));
        upload(id, file, peer);
    }

    void sendConferenceFile(Order order) {
        Meeting meeting = terminal.scene().calls().inGroup();
        StoredFile file = required(order.whole("fileId"));
        long id = ++lastRequest;
        uploads.put(id, transfer(id, terminal.peer(), file.name(), WAITING));
        order.tell(RoomTerminal.event("fileConferenceSent")
                .put("name", file.name())
                .put("id", id)
                .put("fileId", file.id())
                .put("confId", confId()));
        meeting.terminals().stream()
                .filter(other -> other != terminal)
                .forEach(other -> other.scene().files().offered(terminal.peer(), file.name()));
        upload(id, file, null);
    }

    private void upload(long id, StoredFile file, Peer peer) {
        terminal.site().later(50, () -> {
            status(id, uploads, STARTED, UPLOAD);
            status(id, uploads, FINISHED, UPLOAD);
            finished(file.name(), file.content().length, UPLOAD, peer);
        });
    }

    private void status(long id, Map<Long, ObjectNode> of, int status, int direction) {
        ObjectNode transfer = of.get(id);
        if (transfer != null) {
            transfer.put("status", status);
            terminal.tell(RoomTerminal.event("fileStatus")
                    .put("id", id)
                    .put("status", status)
                    .put("directionType", direction)
                    .put("confId", confId()));
        }
    }

    private void finished(String name, long size, int direction, Peer peer) {
        long id = terminal.site().seconds() * 1000 + transferred.size();
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        if (peer != null) {
            entry.put("peerId", peer.id()).put("peerDn", peer.name());
        }
        entry.put("name", name).put("time", terminal.site().seconds());
        transferred.put(id, entry.put("type", direction).put("size", size).put("id", id));
    }

    /** Somebody offers a file. @return the number of the request */
    long offered(Peer peer, String name) {
        long id = ++lastRequest;
        requests.put(id, transfer(id, peer, name, WAITING));
        terminal.tell(RoomTerminal.event("receivedFileRequest")
                .put("id", id)
                .put("peerId", peer.id())
                .put("peerDn", peer.name())
                .put("fileName", name)
                .put("confId", confId()));
        return id;
    }

    void acceptFile(Order order) {
        long id = waiting(order);
        order.tell(RoomTerminal.event("fileAccepted").put("id", id).put("confId", confId()));
        terminal.site().later(50, () -> {
            status(id, requests, STARTED, DOWNLOAD);
            status(id, requests, FINISHED, DOWNLOAD);
            ObjectNode request = requests.get(id);
            if (request != null) {
                finished(
                        request.path("name").asText(),
                        0,
                        DOWNLOAD,
                        terminal.site().peer(request.path("peerId").asText()));
            }
        });
    }

    void rejectFile(Order order) {
        long id = waiting(order);
        requests.remove(id);
        order.tell(RoomTerminal.event("fileRejected").put("id", id).put("confId", confId()));
    }

    private long waiting(Order order) {
        long id = order.whole("id");
        Order.require(
                requests.containsKey(id) && requests.get(id).path("status").asInt() == WAITING,
                "Nobody offers such a file");
        return id;
    }

    void getFileRequests(Order order) {
        requests.values().forEach(order.reply().putArray("files")::add);
    }

    void getFileUploads(Order order) {
        uploads.values().forEach(order.reply().putArray("files")::add);
    }

    void getFileTransferInfo(Order order) {
        transferred.values().forEach(order.reply().putArray("files")::add);
        order.reply()
                .put("sharedFilesUrl", "http://127.0.0.1:" + terminal.site().port() + "/" + pin);
        order.reply().put("pin", pin);
    }

    void getFileTransferPIN(Order order) {
        order.reply().put("pin", pin);
    }

    void resetFileTransferPIN(Order order) {
        pin = Access.newPin();
        order.reply().put("newPin", pin);
        order.tell(RoomTerminal.event("fileTransferPinChanged").put("pin", pin));
    }

    /** Under PIN protection no pin is asked for; the result is the verdict (the document implies it). */
    void checkFileTransferPIN(Order order) {
        boolean byPin = order.line().seat != null
                && terminal.access().protection(order.line().seat).isPin();
        Order.require(byPin || order.text("pin").equals(pin), "The PIN is wrong");
    }

    void clearFileTransfer(Order order) {
        transferred.clear();
        order.tell(RoomTerminal.event("fileTransferCleared"));
    }

    void deleteFileTransferFile(Order order) {
        long id = order.whole("fileId");
        Order.require(transferred.remove(id) != null, "There is no such file");
        order.tell(RoomTerminal.event("fileTransferFileDeleted").put("file", id));
    }

    void getShowFileTransferTools(Order order) {
        order.reply().put("displaying", tools);
    }

    void setShowFileTransferTools(Order order) {
        if (order.yes("show") != tools) {
            tools = order.yes("show");
            order.tell(RoomTerminal.event("showFileTransferTools").put("show", tools));
        }
    }

    private String confId() {
        return terminal.scene().calls().meeting().map(Meeting::confId).orElse("");
    }

    private static ObjectNode transfer(long id, Peer peer, String name, int status) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("peerId", peer.id())
                .put("peerDn", peer.name())
                .put("name", name)
                .put("status", status);
    }
}
