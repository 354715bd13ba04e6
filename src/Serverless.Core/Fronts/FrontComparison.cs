using Serverless.MultiObjective;

namespace Serverless.Core.Fronts;

/// <summary>A comparison of fronts of searches with the same objectives, measured up to one common reference point. Pure.</summary>
/// <param name="ReferencePoint">Values by objective name, in the objective's own direction.</param>
/// <param name="Fronts">The fronts, in the order in which they were given.</param>
public sealed record FrontComparison(IReadOnlyDictionary<string, double> ReferencePoint, IReadOnlyList<ComparedFront> Fronts)
{
    /// <summary>Distance of the reference point beyond the worst value, as a share of the range of all values.</summary>
    const double Margin = 0.1;

    /// <summary>Compares fronts.</summary>
    /// <param name="fronts">The fronts, at least one.</param>
    /// <returns>
    /// The comparison. Its reference point is beyond the worst value of each objective in any front, by a tenth of the range of all values.
    /// </returns>
    /// <exception cref="ArgumentException">The fronts have different objectives; the message names both.</exception>
    public static FrontComparison Of(IReadOnlyList<FrontDocument> fronts)
    {
        ArgumentNullException.ThrowIfNull(fronts);
        var objectives = fronts[0].Objectives;
        if (fronts.FirstOrDefault(front => !Names(front).SetEquals(Names(fronts[0]))) is { } other)
        {
            throw new ArgumentException(
                $"Search {fronts[0].SearchId} has the objectives {string.Join(", ", Names(fronts[0]))}, and {other.SearchId} has {string.Join(", ", Names(other))}: their hypervolumes are not comparable.",
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

    // If all values are equal there is no range, so the value itself gives the scale.
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
/// <param name="Members">Number of candidates on the front.</param>
/// <param name="Evaluations">Number of completed evaluations from which it was made.</param>
/// <param name="Hypervolume">Volume that it dominates, up to the common reference point.</param>
/// <param name="Nondominated">Number of its members that no member of the other fronts dominates.</param>
public sealed record ComparedFront(string SearchId, int Members, int Evaluations, double Hypervolume, int Nondominated);
