using Serverless.Learning.Surrogates.Networks;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>The outputs of a network's members, as numbers.</summary>
/// <param name="Scores">The scores, n × members; null when the network has none.</param>
/// <param name="Values">The values, n × members × m, as the network outputs them.</param>
sealed record MemberAnswers(float[]? Scores, float[] Values)
{
    // The activations of a batch of this size fit into the cache.
    const long Batch = 256;

    /// <summary>Runs a network without gradients.</summary>
    public static MemberAnswers Of(SurrogateNetwork network, NetworkInputs inputs)
    {
        using var unrecorded = no_grad();
        var count = inputs.Count;
        var (scores, values) = (new List<float>(), new List<float>());
        var hasScores = true;
        for (var start = 0L; start < count; start += Batch)
        {
            using var scope = NewDisposeScope();
            var size = Math.Min(Batch, count - start);
            var from = start;
            var answer = network.Compute(new TorchAlgebra(inputs.Select(input => input.narrow(0, from, size)), network.Members));
            values.AddRange(Numbers(answer.Values));
            hasScores = answer.Scores is not null;
            scores.AddRange(answer.Scores is { } given ? Numbers(given) : []);
        }

        return new(hasScores ? [.. scores] : null, [.. values]);
    }

    static float[] Numbers(TorchValue value) => value.ByArchitecture.cpu().contiguous().data<float>().ToArray();
}
