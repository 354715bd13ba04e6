namespace Grpc.Core;

/// <summary>A call to the durable task service failed.</summary>
public class RpcException : Exception
{
    /// <summary>A failure with a status, whose detail makes the message.</summary>
    public RpcException(Status status)
        : this(status, status.ToString())
    {
    }

    /// <summary>A failure with a status and a message.</summary>
    public RpcException(Status status, string message)
        : base(message, status.DebugException) => Status = status;

    /// <summary>The status.</summary>
    public Status Status { get; }

    /// <summary>The status' code.</summary>
    public StatusCode StatusCode => Status.StatusCode;
}
