using Serverless.Algorithms.Models;
using Serverless.Core.Surrogates;

namespace Serverless.Learning.Surrogates.Tabular;

/// <summary>Measures how well members predict architectures that they have not seen.</summary>
static class TabularQuality
{
    /// <summary>
    /// Returns the quality of predicting each held-out architecture by the mean of the members that have not seen it; null if none was held out.
    /// </summary>
    public static SurrogateQuality? Of(SurrogateTrainingSet set, FeatureRows features, int[][] heldOut, ITabularModel model)
    {
        var unseen = heldOut.SelectMany((indices, member) => indices.Select(index => (index, member))).ToLookup(pair => pair.index, pair => pair.member);
        var ranks = SurrogateFit.Ranks(set);
        int[] judged = [.. unseen.Select(group => group.Key).Where(index => ranks[index] >= 0).Order()];
        if (judged.Length == 0)
        {
            return null;
        }

        var predictions = model.Predict(features);
        var targets = set.Targets.Count;
        double[] values =
        [
            .. from index in judged
               from target in Enumerable.Range(0, targets)
               select unseen[index].Average(member => predictions[(((index * heldOut.Length) + member) * targets) + target]),
        ];
        return SurrogateFit.Judge(set.Subset(judged), Array.ConvertAll(judged, index => ranks[index]), badness: null, values);
    }
}
