using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>A split dataset on the device.</summary>
sealed class ResidentDataset : IDisposable
{
    ResidentDataset(SplitImages images, Device device)
    {
        (Shape, Normalisation, ClassNames) = (images.Shape, images.Normalisation, images.ClassNames);
        Training = new ResidentImages(images.Training, images.Shape, device);
        Validation = new ResidentImages(images.Validation, images.Shape, device);
    }

    public ImageShape Shape { get; }

    public Normalisation Normalisation { get; }

    /// <value>Of each class, where the files have names for them.</value>
    public IReadOnlyList<string>? ClassNames { get; }

    public ResidentImages Training { get; }

    public ResidentImages Validation { get; }

    /// <exception cref="ArgumentException">No such dataset, or it has fewer images than asked for.</exception>
    /// <exception cref="DatasetException">Its files are not there, or damaged.</exception>
    public static ResidentDataset Load(DatasetSpecification specification, string? folder, Device device) =>
        new(DatasetLoader.LoadSplit(specification, folder), device);

    public void Dispose()
    {
        Training.Dispose();
        Validation.Dispose();
    }
}
