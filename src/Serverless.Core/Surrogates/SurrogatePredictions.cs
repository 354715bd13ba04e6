namespace Serverless.Core.Surrogates;

/// <summary>The predictions of a surrogate's members for n architectures.</summary>
public sealed class SurrogatePredictions
{
    readonly float[]? _scores;
    readonly float[]? _values;

    /// <param name="count">Number of architectures, n.</param>
    /// <param name="members">Number of members, at least 1.</param>
    /// <param name="objectives">Number of objectives, m.</param>
    /// <param name="scores">n × members, or null: greater means nearer to the front.</param>
    /// <param name="values">n × members × m, or null: in the targets' own units and directions.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or there are neither scores nor values.</exception>
    public SurrogatePredictions(int count, int members, int objectives, float[]? scores, float[]? values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(members);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(objectives);
        if ((scores is null && values is null)
            || (scores is not null && scores.Length != count * members)
            || (values is not null && values.Length != count * members * objectives))
        {
            throw new ArgumentException($"There are no {count} × {members} scores, nor {count} × {members} × {objectives} values.");
        }

        (Count, Members, Objectives, _scores, _values) = (count, members, objectives, scores, values);
    }

    /// <value>Number of architectures, n.</value>
    public int Count { get; }

    public int Members { get; }

    /// <value>Number of objectives, m.</value>
    public int Objectives { get; }

    public bool HasScores => _scores is not null;

    public bool HasObjectives => _values is not null;

    /// <value>n × members, row-major; empty without scores.</value>
    public ReadOnlySpan<float> Scores => _scores;

    /// <value>n × members × m, row-major; empty without values.</value>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Returns the members' mean score of an architecture.</summary>
    /// <exception cref="InvalidOperationException">There are no scores.</exception>
    public double ScoreMean(int index) => MemberSpread.Mean(ScoresOf(index), Members, stride: 1);

    /// <summary>Returns the standard deviation of the members' scores of an architecture; 0 for one member.</summary>
    /// <exception cref="InvalidOperationException">There are no scores.</exception>
    public double ScoreSpread(int index) => MemberSpread.Deviation(ScoresOf(index), Members, stride: 1);

    /// <summary>Returns the members' mean of one objective of an architecture, in its own unit.</summary>
    /// <exception cref="InvalidOperationException">There are no values.</exception>
    public double ValueMean(int index, int objective) => MemberSpread.Mean(ValuesOf(index, objective), Members, Objectives);

    /// <summary>Returns the standard deviation of the members' values in the objective's unit; 0 for one member.</summary>
    /// <exception cref="InvalidOperationException">There are no values.</exception>
    public double ValueSpread(int index, int objective) => MemberSpread.Deviation(ValuesOf(index, objective), Members, Objectives);

    ReadOnlySpan<float> ScoresOf(int index) =>
        (_scores ?? throw new InvalidOperationException("This surrogate gives no Pareto scores.")).AsSpan(index * Members, Members);

    ReadOnlySpan<float> ValuesOf(int index, int objective) =>
        (_values ?? throw new InvalidOperationException("This surrogate gives no values."))
            .AsSpan(index * Members * Objectives, Members * Objectives)[objective..];
}
