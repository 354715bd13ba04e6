using Serverless.Domain.Searches;
using Serverless.Domain.Spaces;
using Serverless.Learning.Datasets;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>A split dataset on the device.</summary>
sealed class ResidentDataset : IDisposable
{
    ResidentDataset(DatasetSpecification specification, ImageShape shape, ResidentImages training, ResidentImages validation) =>
        (Specification, Shape, Training, Validation) = (specification, shape, training, validation);

    public DatasetSpecification Specification { get; }

    public ImageShape Shape { get; }

    public ResidentImages Training { get; }

    public ResidentImages Validation { get; }

    /// <value>What a black pixel is in each channel.</value>
    public IReadOnlyList<float> Black { get; } = [FashionMnist.Black];

    /// <exception cref="ArgumentException">No such dataset, or it has fewer images than asked for.</exception>
    /// <exception cref="DatasetException">Its files are not there, or damaged.</exception>
    public static ResidentDataset Load(DatasetSpecification specification, string? folder, Device device)
    {
        if (specification.Name != FashionMnist.Name)
        {
            throw new ArgumentException($"There is no dataset '{specification.Name}', only '{FashionMnist.Name}'.", nameof(specification));
        }

        var (training, validation) = new FashionMnist(folder).LoadSplit(specification);
        return new ResidentDataset(
            specification,
            FashionMnist.Shape,
            new ResidentImages(training, FashionMnist.Shape, device),
            new ResidentImages(validation, FashionMnist.Shape, device));
    }

    public void Dispose()
    {
        Training.Dispose();
        Validation.Dispose();
    }
}
