using Serverless.MultiObjective;

namespace Serverless.Core.Fronts;

/// <summary>Fronts of searches with the same objectives, measured up to one common reference point. Pure.</summary>
/// <param name="ReferencePoint">Objective name to value, in the objective's own direction.</param>
/// <param name="Fronts">In the order in which they were given.</param>
public sealed record FrontComparison(IReadOnlyDictionary<string, double> ReferencePoint, IReadOnlyList<ComparedFront> Fronts)
{
    /// <summary>How far behind the worst value the reference point lies, as a share of the range of all values.</summary>
    const double Margin = 0.1;

    /// <summary>Compares fronts.</summary>
    /// <param name="fronts">At least one.</param>
    /// <returns>The reference point is behind the worst value of each objective in any of the fronts, by a tenth of the range of all.</returns>
    /// <exception cref="ArgumentException">They have other objectives; the message names both.</exception>
    public static FrontComparison Of(IReadOnlyList<FrontDocument> fronts)
    {
        ArgumentNullException.ThrowIfNull(fronts);
        var objectives = fronts[0].Objectives;
        if (fronts.FirstOrDefault(front => !Names(front).SetEquals(Names(fronts[0]))) is { } other)
        {
            throw new ArgumentException(
                $"Search {fronts[0].SearchId} has the objectives {string.Join(", ", Names(fronts[0]))}, and {other.SearchId} has {string.Join(", ", Names(other))}: their volumes mean different things.",
                nameof(fronts));
        }

        double[][][] points = [.. fronts.Select(front => front.Members.Select(member => ObjectiveValues.Minimised(member.Objectives, objectives)).ToArray())];
        double[][] all = [.. points.SelectMany(front => front)];
        double[] reference = [.. objectives.Select((_, objective) => Behind([.. all.Select(point => point[objective])]))];
        return new FrontComparison(
            objectives.Index().ToDictionary(objective => objective.Item.Name, objective => objective.Item.Minimised(reference[objective.Index])),
            [
                .. fronts.Zip(points, (front, own) => new ComparedFront(
                    front.SearchId,
                    own.Length,
                    front.Evaluations,
                    Hypervolume.Of(FlatPoints.Of(own, objectives.Count), reference),
                    own.Count(point => !all.Any(rival => Dominance.Dominates(rival, point))))),
            ]);
    }

    // Where all are equal there is no range, and the value itself gives the scale.
    static double Behind(double[] values)
    {
        if (values.Length == 0)
        {
            return 1;
        }

        var range = values.Max() - values.Min();
        return values.Max() + (Margin * (range > 0 ? range : Math.Max(1, Math.Abs(values.Max()))));
    }

    static HashSet<string> Names(FrontDocument front) => [.. front.Objectives.Select(objective => $"{objective.Name} ({objective.Goal})")];
}

/// <summary>One of the fronts compared.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Members">How many candidates are on it.</param>
/// <param name="Evaluations">Completed evaluations that it was made of.</param>
/// <param name="Hypervolume">What it dominates up to the common reference point.</param>
/// <param name="Nondominated">How many of its members none of the other fronts dominates.</param>
public sealed record ComparedFront(string SearchId, int Members, int Evaluations, double Hypervolume, int Nondominated);
