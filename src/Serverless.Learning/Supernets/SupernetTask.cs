using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Learning.Supernets;

/// <summary>A supernet to train.</summary>
/// <param name="Space">The mobile space, and how large its networks are.</param>
/// <param name="Dataset">What to train on.</param>
/// <param name="Recipe">How, but for what <paramref name="Supernet"/> says.</param>
/// <param name="Supernet">For how long, and how many networks a step has.</param>
/// <param name="Seed">Of the initial weights, of the order of images and of what is drawn.</param>
public sealed record SupernetTask(SpaceSpecification Space, DatasetSpecification Dataset, TrainingRecipe Recipe, SupernetSpecification Supernet, long Seed);

/// <summary>What training a supernet gave.</summary>
/// <param name="AccuracyPercent">Top-1 accuracy of its largest network on the validation images, 0 to 100.</param>
/// <param name="FinalLoss">Mean loss of what was drawn in the last epoch.</param>
/// <param name="Seconds">Time of building, training and judging it; reading the dataset does not count.</param>
/// <param name="Weights">The shared weights as a safetensors file.</param>
/// <param name="RanOn"><c>cpu</c> or <c>cuda:N</c>.</param>
public sealed record TrainedSupernet(double AccuracyPercent, double FinalLoss, double Seconds, byte[] Weights, string RanOn);

/// <summary>What a candidate is worth with weights that it inherits.</summary>
/// <param name="AccuracyPercent">Top-1 accuracy on the validation images, 0 to 100.</param>
/// <param name="Seconds">Time of taking the weights, calibrating and judging.</param>
/// <param name="RanOn"><c>cpu</c> or <c>cuda:N</c>.</param>
public sealed record InheritedAccuracy(double AccuracyPercent, double Seconds, string RanOn);
