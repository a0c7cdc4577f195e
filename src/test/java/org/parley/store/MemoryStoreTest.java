package org.parley.store;

class MemoryStoreTest extends StoreContract {
    @Override
    Database open() {
        return new MemoryStore();
    }
}
