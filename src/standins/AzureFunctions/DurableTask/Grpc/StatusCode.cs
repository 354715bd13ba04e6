namespace Grpc.Core;

/// <summary>The codes of a call's status.</summary>
public enum StatusCode
{
    /// <summary>Success.</summary>
    OK = 0,

    /// <summary>Cancelled by the caller.</summary>
    Cancelled = 1,

    /// <summary>An error without a code of its own.</summary>
    Unknown = 2,

    /// <summary>The arguments are wrong whatever the state.</summary>
    InvalidArgument = 3,

    /// <summary>Not done in time.</summary>
    DeadlineExceeded = 4,

    /// <summary>There is no such thing.</summary>
    NotFound = 5,

    /// <summary>There is such a thing already.</summary>
    AlreadyExists = 6,

    /// <summary>Not allowed to the caller.</summary>
    PermissionDenied = 7,

    /// <summary>Too much is asked.</summary>
    ResourceExhausted = 8,

    /// <summary>The state does not allow it.</summary>
    FailedPrecondition = 9,

    /// <summary>Given up, usually after a conflict.</summary>
    Aborted = 10,

    /// <summary>Beyond a valid range.</summary>
    OutOfRange = 11,

    /// <summary>Not implemented.</summary>
    Unimplemented = 12,

    /// <summary>An error in the service.</summary>
    Internal = 13,

    /// <summary>The service is not there now.</summary>
    Unavailable = 14,

    /// <summary>Data are lost or damaged.</summary>
    DataLoss = 15,

    /// <summary>The caller is not known.</summary>
    Unauthenticated = 16,
}
