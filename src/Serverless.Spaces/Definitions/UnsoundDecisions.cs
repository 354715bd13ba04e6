namespace Serverless.Spaces.Definitions;

/// <summary>Tells decisions that are faulty from those that networks can be drawn by all the same.</summary>
static class UnsoundDecisions
{
    /// <summary>Stands for every name that no decision has, where one of them has a faulty name: it may be meant.</summary>
    public const string AnyOther = "*";

    /// <summary>The names of decisions that have faults, and of those that depend on one.</summary>
    /// <param name="dimensions">As they were read.</param>
    /// <param name="faults">Of the definition.</param>
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

    /// <summary>The same decisions, each faulty one with a single choice.</summary>
    public static IReadOnlyList<Dimension> Replace(IReadOnlyList<Dimension> dimensions, IReadOnlySet<string> unsound) =>
        [.. dimensions.Select(dimension => unsound.Contains(dimension.Name) ? new Dimension(dimension.Name, ["?"]) : dimension)];

    /// <summary>The constraints of other decisions.</summary>
    public static IReadOnlyList<ConstraintDefinition> LeaveOut(IReadOnlyList<ConstraintDefinition> constraints, IReadOnlySet<string> unsound) =>
        [.. constraints.Where(constraint => !unsound.Contains(constraint.Left) && !unsound.Contains(constraint.Right.ToString()))];
}
