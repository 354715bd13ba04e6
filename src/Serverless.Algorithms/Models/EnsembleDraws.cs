using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Models;

/// <summary>The members of an ensemble as joint draws: all of them in order, then again in orders drawn at random, so that each comes equally often.</summary>
sealed class EnsembleDraws : IJointDraws
{
    readonly double[] _answers;
    readonly int[] _members;
    readonly int _columns;

    /// <param name="answers">Members × columns, row-major.</param>
    /// <param name="members">How many, at least 1.</param>
    /// <param name="draws">How many.</param>
    /// <param name="random">Of the orders.</param>
    public EnsembleDraws(double[] answers, int members, int draws, RandomStream random)
    {
        (_answers, _columns) = (answers, answers.Length / members);
        _members = new int[draws];
        int[] order = [.. Enumerable.Range(0, members)];
        for (var draw = 0; draw < draws; draw++)
        {
            var place = draw % members;
            if (draw >= members)
            {
                var other = place + random.NextInt(members - place);
                (order[place], order[other]) = (order[other], order[place]);
            }

            _members[draw] = order[place];
        }
    }

    public int Fixed { get; private set; }

    public bool AreWhole => true;

    public ReadOnlySpan<double> Means(int draw) => _answers.AsSpan(_members[draw] * _columns, _columns);

    public double Deviation(int column) => 0;

    public void Fix(int column, ReadOnlySpan<double> normals) => Fixed++;
}
