using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Workers;

/// <summary>The exchange between host and worker before the first invocation.</summary>
static class WorkerHandshake
{
    // The newest host version with this worker protocol; workers only require "4".
    const string HostVersion = "4.1049.0";

    /// <summary>Introduces the host, requests the list of functions and has them loaded.</summary>
    /// <exception cref="InvalidOperationException">The worker refused.</exception>
    public static async Task<(Uri? HttpAddress, IReadOnlyList<RpcFunctionMetadata> Functions)> RunAsync(
        WorkerChannel channel, string app, TimeSpan patience)
    {
        var request = new WorkerInitRequest { HostVersion = HostVersion, WorkerDirectory = app, FunctionAppDirectory = app };
        request.Capabilities["HandlesInvocationCancelMessage"] = "true";
        var worker = (await channel.AskAsync(new() { WorkerInitRequest = request }, patience)).WorkerInitResponse;
        Require(worker.Result, "initialise");

        var index = (await channel.AskAsync(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = app } }, patience))
            .FunctionMetadataResponse;
        Require(index.Result, "list its functions");
        await Task.WhenAll(index.FunctionMetadataResults.Select(async function =>
        {
            var load = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
            var loaded = await channel.AskAsync(new() { FunctionLoadRequest = load }, patience);
            Require(loaded.FunctionLoadResponse.Result, $"load {function.Name}");
        }));
        return (
            worker.Capabilities.TryGetValue("HttpUri", out var address) && address.Length > 0 ? new Uri(address) : null,
            index.FunctionMetadataResults);
    }

    static void Require(StatusResult? result, string what)
    {
        if (result is { Status: not StatusResult.Types.Status.Success })
        {
            // The worker puts its stack trace into the message; the first line says what is wrong.
            var why = (result.Exception?.Message ?? result.Result).Split('\n')[0].Trim();
            throw new InvalidOperationException($"The worker could not {what}: {why}");
        }
    }
}
