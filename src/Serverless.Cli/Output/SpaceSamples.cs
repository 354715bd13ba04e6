using Serverless.Core.Searches.Requests;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using static System.FormattableString;

namespace Serverless.Cli.Output;

/// <summary>Describes the cost of random networks from a request's own space.</summary>
static class SpaceSamples
{
    const int Count = 10;

    /// <summary>
    /// Returns a line for each of ten networks, and the range; none for a built-in space without bit widths, whose documentation has the sizes.
    /// </summary>
    /// <param name="request">A valid request.</param>
    /// <param name="file">The file of the request, to suggest the next step; null when that step is already being done.</param>
    public static IEnumerable<string> Lines(SearchRequest request, string? file)
    {
        if ((request.Space.Definition is null && request.Space.BitWidths is null) || request.Dataset.Shape is not { } shape || SearchSpaces.Of(request.Space) is not { } space)
        {
            yield break;
        }

        var samples = Enumerable.Range(0, Count).Select(index => space.Canonicalise(space.Sample(RandomStream.For(request.Seed, 0, index))))
            .Select(architecture => (Notation: space.Format(architecture), Cost: space.Cost(architecture, request.Space, shape))).ToList();
        yield return Invariant($"{Count} random architectures of {request.Space.Name} for images of {shape.Channels} × {shape.Height} × {shape.Width}:");
        yield return Invariant($"{"parameters",14}{"MACs",16}{"bit operations",20}  architecture");
        foreach (var (notation, cost) in samples)
        {
            yield return Invariant($"{cost.Parameters,14:N0}{cost.Macs,16:N0}{cost.BitOperations,20:N0}  {notation}");
        }

        yield return Invariant($"parameters {Range(cost => cost.Parameters)}, MACs {Range(cost => cost.Macs)}, bit operations {Range(cost => cost.BitOperations)}{(file is null ? "" : $"; try training them: serverless validate --train {file}")}");

        string Range(Func<ArchitectureCost, long> count) => Invariant($"{samples.Min(one => count(one.Cost)):N0} to {samples.Max(one => count(one.Cost)):N0}");
    }
}
