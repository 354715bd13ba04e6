using System.Text.RegularExpressions;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/dataset</c>.</summary>
static partial class DatasetSection
{
    const int MostFolds = 10;

    static readonly string[] Counts = ["trainingImages", "validationImages"];

    /// <summary>Reads the dataset of a search of a table: it can hold only the table's name, and can be left out.</summary>
    /// <param name="fields">The section; null when it is left out.</param>
    /// <param name="table">The name of the table; null when it is not known.</param>
    public static DatasetSpecification ReadOfTable(JsonFields? fields, string? table)
    {
        var dataset = new DatasetSpecification
        {
            Name = (fields is null || table is null ? table : fields.RequiredName("name", "dataset for a search of a table", [table])) ?? "",
            TrainingImages = fields?.Whole("trainingImages", 0, 0, 0) ?? 0,
            ValidationImages = fields?.Whole("validationImages", 0, 0, 0) ?? 0,
            SplitSeed = fields?.Seed("splitSeed") ?? 0,
        };
        fields?.ReportUnknown();
        return dataset;
    }

    /// <param name="fields">The section; null when it is missing, which is reported elsewhere.</param>
    /// <param name="space">The space whose networks take the images.</param>
    /// <param name="catalogue">The catalogue, which holds the built-in datasets.</param>
    public static DatasetSpecification Read(JsonFields? fields, SpaceSpecification space, RequestCatalogue catalogue)
    {
        var defaults = new DatasetSpecification { Name = "" };
        if (fields is null)
        {
            return defaults;
        }

        var source = SourceSection.Read(fields.Object("source"), space);
        var dataset = new DatasetSpecification
        {
            Name = (fields.Has("source") ? ReadOwnName(fields, catalogue) : ReadKnownName(fields, catalogue)) ?? "",
            Source = source,
            TrainingImages = fields.Whole("trainingImages", 1, int.MaxValue, defaults.TrainingImages),
            ValidationImages = fields.Whole("validationImages", 1, int.MaxValue, defaults.ValidationImages),
            SplitSeed = fields.Seed("splitSeed"),
            Folds = fields.OptionalWhole("folds", 2, MostFolds),
        };
        CheckFolds(fields, dataset);
        if (fields.Has("source"))
        {
            RequireCounts(fields);
        }

        fields.ReportUnknown();
        var images = (long)dataset.TrainingImages + dataset.ValidationImages;
        var description = catalogue.Datasets.FirstOrDefault(known => known.Name == dataset.Name);
        if (images > description?.TrainingImages)
        {
            fields.Fault(
                $"trainingImages {dataset.TrainingImages} and validationImages {dataset.ValidationImages} are {images} in total; "
                + $"{dataset.Name} has {description.TrainingImages}. Use fewer.");
        }

        return dataset;
    }

    static string? ReadKnownName(JsonFields fields, RequestCatalogue catalogue) =>
        fields.RequiredName("name", "dataset", [.. catalogue.Datasets.Select(known => known.Name)]);

    static string? ReadOwnName(JsonFields fields, RequestCatalogue catalogue)
    {
        var name = fields.Text("name");
        if (name is null || !Names().IsMatch(name))
        {
            fields.Fault("name", $"A dataset of your own has a name of 1 to 50 lower-case letters, digits and '-', a letter first{(name is null ? "" : $", not {ErrorText.Text(name)}")}.");
        }
        else if (catalogue.Datasets.Any(known => known.Name == name))
        {
            fields.Fault("name", $"'{name}' is built in; give your own dataset another name, or remove the source.");
        }

        return name;
    }

    static void CheckFolds(JsonFields fields, DatasetSpecification dataset)
    {
        if (dataset.Folds is not { } folds)
        {
            return;
        }

        if (dataset.Source?.Validation is not null)
        {
            fields.Fault("folds", "There are validation files, so there is only one split; remove the folds or the validation files.");
        }

        if ((folds - 1L) * dataset.ValidationImages != dataset.TrainingImages)
        {
            var part = Math.Max(1, ((long)dataset.TrainingImages + dataset.ValidationImages) / folds);
            fields.Fault(
                "folds",
                $"Folds are of equal size, so trainingImages must be {folds - 1} times validationImages; {dataset.TrainingImages} and {dataset.ValidationImages} "
                + $"are not. Use {part * (folds - 1)} and {part}.");
        }
    }

    // The number of images in the files is not known here, so no default would fit.
    static void RequireCounts(JsonFields fields)
    {
        foreach (var name in Counts.Where(name => !fields.Has(name)))
        {
            fields.Fault(name, "This is required for a dataset of your own: how many of the training files' images to use.");
        }
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,49}\z")]
    private static partial Regex Names();
}
