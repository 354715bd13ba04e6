using Serverless.Learning.Surrogates.Networks;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>What the members of a network say, as numbers.</summary>
/// <param name="Scores">n × members, or null.</param>
/// <param name="Values">n × members × m, as the network gives them.</param>
sealed record MemberAnswers(float[]? Scores, float[] Values)
{
    // Activations of so many stay in cache.
    const long Batch = 256;

    /// <summary>Asks a network, without keeping gradients.</summary>
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
