using System.Globalization;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches.Requests;

namespace Serverless.Cli.Output;

/// <summary>Describes the fidelities to which an algorithm that chooses them itself has candidates trained.</summary>
static class FidelityText
{
    /// <summary>Returns one line; none for a search whose algorithm does not choose the fidelity of candidates.</summary>
    /// <param name="request">A valid request.</param>
    public static IEnumerable<string> Lines(SearchRequest request)
    {
        if (!OwnFidelities.AreOf(request))
        {
            return [];
        }

        var epochs = request.Training.Rungs!.Select(rung => rung.ToString(CultureInfo.InvariantCulture)).ToList();
        return [$"{request.Algorithm.Name} chooses how long each candidate is trained: {string.Join(", ", epochs[..^1])} or {epochs[^1]} epochs; only those with the most epochs enter the front."];
    }
}
