using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Networks;

namespace Serverless.Learning.Surrogates;

/// <summary>Measures how well members rank architectures that they have not seen.</summary>
static class HeldOutQuality
{
    /// <summary>
    /// Returns the quality of predicting each held-out architecture by the mean of the members that have not seen it; null if none was held out.
    /// </summary>
    public static SurrogateQuality? Of(SurrogateNetwork network, FitData data, Calibration calibration)
    {
        var unseen = data.HeldOut.SelectMany((indices, member) => indices.Select(index => (index, member)))
            .ToLookup(pair => pair.index, pair => pair.member);
        var indices = unseen.Select(group => group.Key).Where(index => data.Ranks[index] >= 0).Order().ToArray();
        if (indices.Length == 0)
        {
            return null;
        }

        var answers = data.Ask(network);
        var values = calibration.Apply(answers.Values);
        var targets = data.Set.Targets.Count;
        double Mean(float[] numbers, int index, int stride, int place) =>
            unseen[index].Average(member => (double)numbers[(((index * network.Members) + member) * stride) + place]);

        var predicted = indices.SelectMany(index =>
            Enumerable.Range(0, targets).Select(target => Mean(values, index, targets, target))).ToArray();
        var held = data.Set.Subset(indices);
        var scores = answers.Scores is { } given
            ? Array.ConvertAll(indices, index => -Mean(given, index, 1, 0))
            : null;
        return SurrogateFit.Judge(held, Array.ConvertAll(indices, index => data.Ranks[index]), scores, predicted);
    }
}
