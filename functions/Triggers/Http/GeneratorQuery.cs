using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Serverless.Application.Generators;
using Serverless.Core.Devices;
using Serverless.Core.Generators;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Reads the query parameters of a request to a generator.</summary>
static class GeneratorQuery
{
    public const string Device = "device";
    public const string Count = "count";
    public const string Seed = "seed";
    public const string LatencyMs = "latencyMs";
    public const string EnergyMj = "energyMj";

    static readonly IReadOnlyList<string> Limits = DeviceReader.Metrics;

    /// <param name="request">The request.</param>
    /// <param name="generator">The id of the generator.</param>
    /// <param name="asked">The architectures that the request asks for.</param>
    /// <param name="problem">The error response to invalid parameters.</param>
    public static bool TryRead(
        HttpRequest request, string generator, [NotNullWhen(true)] out AskedArchitectures? asked, [NotNullWhen(false)] out IResult? problem)
    {
        asked = null;
        var http = request.HttpContext;
        string? device = request.Query[Device];
        if (device is null || !GeneratorDeviceName.IsValid(device))
        {
            problem = Problems.InvalidParameter(http, Device, "It must name the device that the architectures are for: one that the generator knows, or one of the platform.");
            return false;
        }

        string[] given = [.. Limits.Where(metric => request.Query.ContainsKey(metric))];
        if (given.Length > 1)
        {
            problem = Problems.InvalidParameter(http, given[1], "A generator predicts one metric of devices; give a limit for that metric only.");
            return false;
        }

        double? limit = null;
        if (given is [{ } metric])
        {
            if (!double.TryParse(request.Query[metric], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value) || value <= 0)
            {
                problem = Problems.InvalidParameter(http, metric, "It must be a number above 0: the largest value that an architecture may have.");
                return false;
            }

            limit = value;
        }

        if (!PageQuery.TryNumber(request, Count, 1, GeneratorQuestion.MostArchitectures, GeneratorSeeds.Usual, out var count, out problem)
            || !PageQuery.TryNumber(request, Seed, 0, int.MaxValue, 0, out var seed, out problem))
        {
            return false;
        }

        asked = new AskedArchitectures(generator, device, limit, count, seed, given.FirstOrDefault());
        return true;
    }
}
