using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/space</c>.</summary>
static class SpaceSection
{
    // Of any space; what its own networks can have is asked afterwards.
    const int MostCells = 10;

    public static SpaceSpecification Read(JsonFields? fields, EvaluatorReading evaluator)
    {
        if (fields is null)
        {
            return new SpaceSpecification { Name = "" };
        }

        // Of a table that is not known any space will do, so that only the table is a fault.
        var isAny = evaluator is { IsTable: true, Specification.Table: null } && fields.Has("name");
        var name = (isAny ? fields.Text("name") : fields.RequiredName("name", "search space", Names(evaluator))) ?? "";
        var rules = SearchSpaces.Find(name)?.Skeleton ?? new SkeletonRules();
        var space = new SpaceSpecification
        {
            Name = name,
            Channels = fields.Whole("channels", 1, rules.MostChannels, rules.Channels),
            CellsPerStage = fields.Whole("cellsPerStage", 1, MostCells, rules.Cells),
        };
        if (rules.FaultOfChannels(space) is { } channels)
        {
            fields.Fault("channels", channels);
        }

        if (rules.FaultOfCells(space) is { } cells)
        {
            fields.Fault("cellsPerStage", cells);
        }

        fields.ReportUnknown();
        return space;
    }

    static IReadOnlyList<string> Names(EvaluatorReading evaluator) =>
        !evaluator.IsTable ? SearchSpaces.Trainable
        : evaluator.Table is { } table ? table.SpaceNames
        : evaluator.Specification?.Table is { } notKnownHere ? [.. SearchSpaces.Names, TableSpace.NameOf(notKnownHere)]
        : SearchSpaces.Names;
}
