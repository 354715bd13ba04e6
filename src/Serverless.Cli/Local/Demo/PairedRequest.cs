using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Cli.Commands;

namespace Serverless.Cli.Local.Demo;

/// <summary>Creates a request with one seed, changed for one arm of a comparison.</summary>
public static class PairedRequest
{
    /// <summary>Creates the request.</summary>
    /// <param name="request">The request as it was written.</param>
    /// <param name="name">The name of the request in messages.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="arm">The arm, which changes the request.</param>
    /// <exception cref="CliException">The request is not a JSON object, or cannot be compared in this way.</exception>
    public static byte[] Of(byte[] request, string name, int seed, PairedArm arm)
    {
        var paired = Parse(request, name) ?? throw new CliException(ExitCodes.Usage, $"'{name}' is not a JSON object.");
        arm.Change(paired, name);
        paired["seed"] = seed;
        // All trainings should be used, however slow the machine is.
        (paired["budgets"] as JsonObject)?.Remove("wallClockSeconds");
        return Encoding.UTF8.GetBytes(paired.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    static JsonObject? Parse(byte[] request, string name)
    {
        try
        {
            return JsonNode.Parse(RequestFile.WithoutMark(request)) as JsonObject;
        }
        catch (JsonException fault)
        {
            throw new CliException(ExitCodes.Usage, $"'{name}' is not valid JSON: {fault.Message}");
        }
    }
}
