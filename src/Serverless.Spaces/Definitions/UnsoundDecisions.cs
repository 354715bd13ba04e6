namespace Serverless.Spaces.Definitions;

/// <summary>Identifies invalid decisions, so that networks can still be checked with the others.</summary>
static class UnsoundDecisions
{
    /// <summary>Stands for every unknown name if a decision has an invalid name, since a reference could mean that decision.</summary>
    public const string AnyOther = "*";

    /// <summary>Returns the names of decisions that have errors, and of those that depend on one.</summary>
    /// <param name="dimensions">The decisions as read.</param>
    /// <param name="faults">The errors of the definition.</param>
    public static HashSet<string> Of(IReadOnlyList<Dimension> dimensions, IReadOnlyList<DefinitionFault> faults)
    {
        var unsound = new HashSet<string>();
        foreach (var (place, dimension) in dimensions.Index())
        {
            var pointer = $"/definition/dimensions/{place}/";
            if (faults.Any(fault => fault.Pointer.StartsWith(pointer, StringComparison.Ordinal))
                || dimension.Choices.Count == 0
                || (dimension.ActiveWhen is { } condition && unsound.Contains(dimensions[condition.Dimension].Name)))
            {
                unsound.Add(dimension.Name);
            }

            if (faults.Any(fault => fault.Pointer == $"{pointer}name"))
            {
                unsound.Add(AnyOther);
            }
        }

        return unsound;
    }

    /// <summary>Returns the decisions with each invalid one reduced to a single choice.</summary>
    public static IReadOnlyList<Dimension> Replace(IReadOnlyList<Dimension> dimensions, IReadOnlySet<string> unsound) =>
        [.. dimensions.Select(dimension => unsound.Contains(dimension.Name) ? new Dimension(dimension.Name, ["?"]) : dimension)];

    /// <summary>Returns the constraints that do not refer to invalid decisions.</summary>
    public static IReadOnlyList<ConstraintDefinition> LeaveOut(IReadOnlyList<ConstraintDefinition> constraints, IReadOnlySet<string> unsound) =>
        [.. constraints.Where(constraint => !unsound.Contains(constraint.Left) && !unsound.Contains(constraint.Right.ToString()))];
}
