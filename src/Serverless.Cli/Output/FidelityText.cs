using System.Globalization;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches.Requests;

namespace Serverless.Cli.Output;

/// <summary>How far an algorithm that says so itself has candidates trained.</summary>
static class FidelityText
{
    /// <summary>One line; none for a search whose rungs, or none, decide.</summary>
    /// <param name="request">A valid one.</param>
    public static IEnumerable<string> Lines(SearchRequest request)
    {
        if (!OwnFidelities.AreOf(request))
        {
            return [];
        }

        var epochs = request.Training.Rungs!.Select(rung => rung.ToString(CultureInfo.InvariantCulture)).ToList();
        return [$"{request.Algorithm.Name} says of each candidate how far it is trained: {string.Join(", ", epochs[..^1])} or {epochs[^1]} epochs; only the last come to the front."];
    }
}
