using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Learning.Supernets;

/// <summary>A supernet to train.</summary>
/// <param name="Space">The mobile space, and the size of its networks.</param>
/// <param name="Dataset">The dataset to train on.</param>
/// <param name="Recipe">The recipe, except for what <paramref name="Supernet"/> specifies.</param>
/// <param name="Supernet">The number of epochs, and the number of networks per step.</param>
/// <param name="Seed">The seed of the initial weights, of the order of images and of the networks drawn.</param>
public sealed record SupernetTask(SpaceSpecification Space, DatasetSpecification Dataset, TrainingRecipe Recipe, SupernetSpecification Supernet, long Seed);

/// <summary>The result of training a supernet.</summary>
/// <param name="AccuracyPercent">Top-1 accuracy of its largest network on the validation images, 0 to 100.</param>
/// <param name="FinalLoss">Mean loss of the networks drawn in the last epoch.</param>
/// <param name="Seconds">The time for building, training and validating the supernet, without reading the dataset, in seconds.</param>
/// <param name="Weights">The shared weights as a safetensors file.</param>
/// <param name="RanOn">The device: <c>cpu</c> or <c>cuda:N</c>.</param>
public sealed record TrainedSupernet(double AccuracyPercent, double FinalLoss, double Seconds, byte[] Weights, string RanOn);

/// <summary>The accuracy of a candidate with inherited weights.</summary>
/// <param name="AccuracyPercent">Top-1 accuracy on the validation images, 0 to 100.</param>
/// <param name="Seconds">The time for taking over the weights, calibrating and validating, in seconds.</param>
/// <param name="RanOn">The device: <c>cpu</c> or <c>cuda:N</c>.</param>
public sealed record InheritedAccuracy(double AccuracyPercent, double Seconds, string RanOn);
