namespace Serverless.Domain.Searches.Reading;

/// <summary>Reads <c>/dataset</c>.</summary>
static class DatasetSection
{
    /// <summary>Reads what the dataset of a search of a table is: nothing but the table's name, which may be left out.</summary>
    /// <param name="fields">Null when it is left out.</param>
    /// <param name="table">Null when it is not known.</param>
    public static DatasetSpecification ReadOfTable(JsonFields? fields, string? table)
    {
        var dataset = new DatasetSpecification
        {
            Name = (fields is null || table is null ? table : fields.RequiredName("name", "dataset of a search of a table", [table])) ?? "",
            TrainingImages = fields?.Whole("trainingImages", 0, 0, 0) ?? 0,
            ValidationImages = fields?.Whole("validationImages", 0, 0, 0) ?? 0,
            SplitSeed = fields?.Seed("splitSeed") ?? 0,
        };
        fields?.ReportUnknown();
        return dataset;
    }

    public static DatasetSpecification Read(JsonFields? fields, RequestCatalogue catalogue)
    {
        var defaults = new DatasetSpecification { Name = "" };
        if (fields is null)
        {
            return defaults;
        }

        var dataset = new DatasetSpecification
        {
            Name = fields.RequiredName("name", "dataset", [.. catalogue.Datasets.Select(known => known.Name)]) ?? "",
            TrainingImages = fields.Whole("trainingImages", 1, int.MaxValue, defaults.TrainingImages),
            ValidationImages = fields.Whole("validationImages", 1, int.MaxValue, defaults.ValidationImages),
            SplitSeed = fields.Seed("splitSeed"),
        };
        fields.ReportUnknown();

        var images = (long)dataset.TrainingImages + dataset.ValidationImages;
        var description = catalogue.Datasets.FirstOrDefault(known => known.Name == dataset.Name);
        if (images > description?.TrainingImages)
        {
            fields.Fault(
                $"trainingImages {dataset.TrainingImages} and validationImages {dataset.ValidationImages} are {images} together; "
                + $"{dataset.Name} has {description.TrainingImages}. Ask for fewer.");
        }

        return dataset;
    }
}
