namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Crashes;

/// <summary>What happens to one request.</summary>
enum Fault
{
    None,

    /// <summary>It is answered 500 and not done.</summary>
    ServerError,

    /// <summary>It is answered 503 and not done.</summary>
    Busy,

    /// <summary>It is not done, and no answer ever comes.</summary>
    NoAnswer,

    /// <summary>It is done, and the answer is lost.</summary>
    LostAnswer,

    /// <summary>It is done, and then the host is killed.</summary>
    Crash,
}
