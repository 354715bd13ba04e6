namespace Serverless.Domain.Searches.Reading;

/// <summary>Reads <c>/algorithm</c>.</summary>
static class AlgorithmSection
{
    public static AlgorithmSpecification Read(JsonFields? fields, RequestCatalogue catalogue)
    {
        var defaults = new AlgorithmSpecification { Name = "" };
        if (fields is null)
        {
            return defaults;
        }

        var algorithm = new AlgorithmSpecification
        {
            Name = fields.RequiredName("name", "search algorithm", catalogue.Algorithms) ?? "",
            PopulationSize = fields.Whole("populationSize", 2, 200, defaults.PopulationSize),
        };
        fields.ReportUnknown();
        return algorithm;
    }
}
