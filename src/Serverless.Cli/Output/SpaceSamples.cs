using Serverless.Core.Searches.Requests;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using static System.FormattableString;

namespace Serverless.Cli.Output;

/// <summary>What random networks of a request's own space cost.</summary>
static class SpaceSamples
{
    const int Count = 10;

    /// <summary>A line for each of ten, and the range; none of a built-in space, whose sizes its documentation tells.</summary>
    /// <param name="request">A valid one.</param>
    /// <param name="file">The request's file, for what to do next.</param>
    public static IEnumerable<string> Lines(SearchRequest request, string file)
    {
        if (request.Space.Definition is null || request.Dataset.Shape is not { } shape || SearchSpaces.Of(request.Space) is not { } space)
        {
            yield break;
        }

        var samples = Enumerable.Range(0, Count).Select(index => space.Canonicalise(space.Sample(RandomStream.For(request.Seed, 0, index))))
            .Select(architecture => (Notation: space.Format(architecture), Cost: space.Cost(architecture, request.Space, shape))).ToList();
        yield return Invariant($"{Count} random architectures of {request.Space.Name} for images of {shape.Channels} × {shape.Height} × {shape.Width}:");
        yield return Invariant($"{"parameters",14}{"MACs",16}  architecture");
        foreach (var (notation, cost) in samples)
        {
            yield return Invariant($"{cost.Parameters,14:N0}{cost.Macs,16:N0}  {notation}");
        }

        yield return Invariant($"parameters {samples.Min(one => one.Cost.Parameters):N0} to {samples.Max(one => one.Cost.Parameters):N0}, MACs {samples.Min(one => one.Cost.Macs):N0} to {samples.Max(one => one.Cost.Macs):N0}; whether they train: serverless worker try {file}");
    }
}
