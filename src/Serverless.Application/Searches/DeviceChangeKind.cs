namespace Serverless.Application.Searches;

/// <summary>How a request to register a device ended.</summary>
public enum DeviceChangeKind
{
    Created,
    Replaced,

    /// <summary>There is one of another kind; nothing was done.</summary>
    OtherKind,

    /// <summary>The device is not what the request expects; nothing was done.</summary>
    Unexpected,
}
