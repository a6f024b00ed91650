package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The slides of a terminal, numbered from 0, and the show of them. */
final class Slides {

    private final RoomTerminal terminal;
    private final List<StoredFile> slides = new ArrayList<>(0);
    private boolean running;
    private String title = "";
    private int current;

    Slides(RoomTerminal terminal) {
        this.terminal = terminal;
    }

    boolean isRunning() {
        return running;
    }

    void addSlide(Order order) {
        StoredFile file = terminal.scene().files().required(order.whole("fileId"));
        slides.add(file);
        order.tell(RoomTerminal.event("slideAdded")
                .put("name", file.name())
                .put("fileId", file.id())
                .put("idx", slides.size() - 1));
        available(1);
    }

    void removeSlide(Order order) {
        int index = index(order, "idx");
        StoredFile gone = slides.remove(index);
        if (order.yes("removeFromServer")) {
            terminal.scene().files().delete(gone.id());
        }
        current = Math.max(0, Math.min(current, slides.size() - 1));
        order.tell(RoomTerminal.event("slideRemoved").put("idx", index));
        available(0);
        if (slides.isEmpty() && running) {
            stopped();
        }
    }

    /** Told when the first slide came, or the last one went. */
    private void available(int turningPoint) {
        if (slides.size() == turningPoint) {
            terminal.tell(RoomTerminal.event("slideShowAvailabilityChanged").put("available", turningPoint > 0));
        }
    }

    void setSlidePosition(Order order) {
        int from = index(order, "fromIdx");
        int to = index(order, "toIdx");
        slides.add(to, slides.remove(from));
        ObjectNode event = RoomTerminal.event("slidePositionsChanged");
        ArrayNode moves = event.putArray("slides");
        IntStream.rangeClosed(Math.min(from, to), Math.max(from, to)).forEach(index -> {
            int now = index == from ? to : from < to ? index - 1 : index + 1;
            if (now != index) {
                moves.addObject().put("prevIdx", index).put("newIdx", now);
            }
        });
        order.tell(event);
    }

    void startSlideShow(Order order) {
        Order.require(!slides.isEmpty(), "There are no slides");
        Order.require(!running, "The slide show is running");
        long start = order.whole("startingIdx");
        Order.require(start >= 0 && start < slides.size(), "There is no such slide");
        running = true;
        title = order.text("title");
        current = (int) start;
        order.tell(RoomTerminal.event("mySlideShowStarted").put("title", title).put("currentSlideIndex", current));
        order.tell(uploaded());
        terminal.scene()
                .calls()
                .meeting()
                .ifPresent(meeting -> meeting.tellOthers(
                        terminal.peer(),
                        RoomTerminal.event("slideShowStarted")
                                .put("peerId", terminal.peer().id())
                                .put("peerDn", terminal.peer().name())
                                .put("title", title)
                                .put("confId", meeting.confId())));
    }

    private ObjectNode uploaded() {
        return RoomTerminal.event("slideUploaded").put("idx", current).put("url", url(current));
    }

    private String url(int index) {
        return "https://" + terminal.site().domain() + "/slides/"
                + slides.get(index).id();
    }

    void stopSlideShow(Order order) {
        mustRun();
        stopped();
    }

    private void stopped() {
        running = false;
        terminal.tell(RoomTerminal.event("mySlideShowStopped"));
        terminal.scene()
                .calls()
                .meeting()
                .ifPresent(meeting -> meeting.tellOthers(
                        terminal.peer(),
                        RoomTerminal.event("slideShowStopped")
                                .put("peerId", terminal.peer().id())
                                .put("confId", meeting.confId())));
    }

    void showSlide(Order order) {
        mustRun();
        show(index(order, "idx"));
    }

    void showNextSlide(Order order) {
        mustRun();
        show(Math.min(current + 1, slides.size() - 1));
    }

    void showPrevSlide(Order order) {
        mustRun();
        show(Math.max(current - 1, 0));
    }

    void showFirstSlide(Order order) {
        mustRun();
        show(0);
    }

    void showLastSlide(Order order) {
        mustRun();
        show(slides.size() - 1);
    }

    private void show(int index) {
        if (index != current) {
            current = index;
            terminal.tell(RoomTerminal.event("currentSlideIndexChanged").put("currentIdx", current));
            terminal.tell(uploaded());
        }
    }

    private void mustRun() {
        Order.require(running, "No slide show is running");
    }

    private int index(Order order, String name) {
        long index = order.whole(name);
        Order.require(index >= 0 && index < slides.size(), "There is no such slide");
        return (int) index;
    }

    void getSlideShowInfo(Order order) {
        ObjectNode reply = order.reply();
        reply.removeAll();
        reply.put("available", !slides.isEmpty()).put("started", running);
        ArrayNode list = reply.putArray("slides");
        for (int index = 0; index < slides.size(); index++) {
            StoredFile slide = slides.get(index);
            ObjectNode entry =
                    list.addObject().put("idx", index).put("name", slide.name()).put("fileId", slide.id());
            if (running) {
                entry.put("url", url(index));
            }
        }
        if (running) {
            reply.put("title", title).put("currentSlideIdx", current);
        }
    }
}
