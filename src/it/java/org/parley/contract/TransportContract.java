package org.parley.contract;

/** What every transport promises. */
interface TransportContract
        extends DeliveryContract,
                ResumeContract,
                GoneCursorContract,
                MembershipContract,
                CommandContract,
                RefusalContract,
                PersonalContract,
                StateContract,
                AccessContract,
                HardshipContract {}
