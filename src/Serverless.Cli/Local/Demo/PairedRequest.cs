using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Cli.Commands;

namespace Serverless.Cli.Local.Demo;

/// <summary>A request of one seed, changed as an arm of a comparison asks.</summary>
public static class PairedRequest
{
    /// <summary>Makes it.</summary>
    /// <param name="request">The request as it was written.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="arm">What is changed.</param>
    /// <exception cref="CliException">It is no JSON object, or cannot be compared so.</exception>
    public static byte[] Of(byte[] request, string name, int seed, PairedArm arm)
    {
        var paired = Parse(request, name) ?? throw new CliException(ExitCodes.Usage, $"'{name}' is no JSON object.");
        arm.Change(paired, name);
        paired["seed"] = seed;
        // All trainings are to be used, however slow the machine is.
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
            throw new CliException(ExitCodes.Usage, $"'{name}' is no JSON: {fault.Message}");
        }
    }
}
