using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Workers;

/// <summary>A worker that has loaded the app's functions.</summary>
/// <param name="Process">Its process.</param>
/// <param name="Channel">Its stream.</param>
/// <param name="HttpAddress">Where it takes HTTP requests; null for an app without ASP.NET Core integration.</param>
/// <param name="Functions">What it says of its functions.</param>
sealed record Worker(WorkerProcess Process, WorkerChannel Channel, Uri? HttpAddress, IReadOnlyList<RpcFunctionMetadata> Functions)
{
    readonly Dictionary<string, string> _ids = Functions.ToDictionary(function => function.Name, function => function.FunctionId);

    /// <summary>This worker's id of a function.</summary>
    public string IdOf(string function) => _ids[function];
}
