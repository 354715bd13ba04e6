using Serverless.Domain.Spaces;

namespace Serverless.Domain.Searches.Reading;

/// <summary>Reads <c>/space</c>.</summary>
static class SpaceSection
{
    public static SpaceSpecification Read(JsonFields? fields, EvaluatorReading evaluator)
    {
        var defaults = new SpaceSpecification { Name = "" };
        if (fields is null)
        {
            return defaults;
        }

        var space = new SpaceSpecification
        {
            Name = fields.RequiredName("name", "search space", Names(evaluator)) ?? "",
            Channels = fields.Whole("channels", 1, 256, defaults.Channels),
            CellsPerStage = fields.Whole("cellsPerStage", 1, 10, defaults.CellsPerStage),
        };
        fields.ReportUnknown();
        return space;
    }

    static IReadOnlyList<string> Names(EvaluatorReading evaluator) =>
        evaluator.IsTable ? evaluator.Table?.SpaceNames ?? SearchSpaces.Names : SearchSpaces.Trainable;
}
