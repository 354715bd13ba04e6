namespace Serverless.Core.Surrogates;

/// <summary>The predictions of a surrogate's members for one candidate.</summary>
public sealed record CandidatePrediction
{
    /// <value>Members × targets, row-major, in the targets' own units and directions; null for a surrogate that only gives scores.</value>
    public IReadOnlyList<float>? Values { get; init; }

    /// <value>One score per member, better when larger; null for a surrogate that only gives values.</value>
    public IReadOnlyList<float>? Scores { get; init; }

    /// <summary>Returns the predictions for each of the architectures, in their order.</summary>
    public static IReadOnlyList<CandidatePrediction> Split(SurrogatePredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var (members, width) = (predictions.Members, predictions.Members * predictions.Objectives);
        return
        [
            .. Enumerable.Range(0, predictions.Count).Select(index => new CandidatePrediction
            {
                Scores = predictions.HasScores ? predictions.Scores.Slice(index * members, members).ToArray() : null,
                Values = predictions.HasObjectives ? predictions.Values.Slice(index * width, width).ToArray() : null,
            }),
        ];
    }
}
