namespace Grpc.Core;

/// <summary>How a call ended.</summary>
public struct Status : IEquatable<Status>
{
    /// <summary>Success.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    /// <summary>Cancellation.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    /// <summary>A status with its detail.</summary>
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <summary>A status with its detail and what caused it.</summary>
    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        Detail = detail;
        DebugException = debugException;
    }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>The detail.</summary>
    public string Detail { get; }

    /// <summary>What caused it, or null.</summary>
    public Exception? DebugException { get; }

    public override readonly string ToString() => $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")";

    public readonly bool Equals(Status other) => StatusCode == other.StatusCode && Detail == other.Detail;

    public override readonly bool Equals(object? obj) => obj is Status other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(StatusCode, Detail);

    public static bool operator ==(Status left, Status right) => left.Equals(right);

    public static bool operator !=(Status left, Status right) => !left.Equals(right);
}
