using System.CommandLine;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;
using Serverless.Learning.Kernels;
using Serverless.Learning.Training;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Worker.Measuring;

/// <summary>
/// <c>try</c>: trains ten random networks of a request's space on one batch of random numbers each; needs neither platform nor dataset.
/// </summary>
static class TryCommand
{
    const int Samples = 10;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var file = new Argument<string>("FILE") { Description = "A search request." };
        var command = new Command("try", "Train ten random networks of a request's space on one batch of random numbers each, on the CPU, and print losses and seconds.") { file };
        command.SetAction((parsed, cancellation) =>
        {
            try
            {
                return Task.FromResult(Run(Read(parsed.GetRequiredValue(file)), output, error, cancellation));
            }
            catch (Exception fault) when (fault is MeasuringException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                error.WriteLine($"Error: {fault.Message}");
                return Task.FromResult(ExitCodes.BadOptions);
            }
            catch (TorchException unfit)
            {
                error.WriteLine($"Error: {unfit.Message}");
                return Task.FromResult(ExitCodes.NotSetUp);
            }
        });
        return command;
    }

    static int Run(SearchRequest request, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (!request.IsTrained || SearchSpaces.Of(request.Space) is not { HasNetwork: true } space)
        {
            throw new MeasuringException("This search trains nothing, so there is nothing to try.");
        }

        if ((request.Dataset.Shape ?? request.Space.Input) is not { } shape)
        {
            throw new MeasuringException($"The images of '{request.Dataset.Name}' are not known without a platform: use a known dataset, for example fashion-mnist, or add an input to a space of your own.");
        }

        TorchProcess.Load();
        var failed = 0;
        for (var index = 0; index < Samples && !cancellation.IsCancellationRequested; index++)
        {
            var architecture = space.Canonicalise(space.Sample(RandomStream.For(request.Seed, 0, index)));
            var (seconds, loss) = BatchTrial.Run(architecture, request.Space, shape, CandidateRecipe.Of(space, architecture, request.Training), request.Seed);
            var cost = space.Cost(architecture, request.Space, shape);
            output.WriteLine(FormattableString.Invariant(
                $"{seconds,8:0.000} s  loss {loss,8:0.000} {cost.Parameters,14:N0} parameters {cost.Macs,16:N0} MACs  {space.Format(architecture)}"));
            if (!double.IsFinite(loss))
            {
                failed++;
                error.WriteLine($"Error: {space.Format(architecture)} does not train: it has a loss of {loss} after one step; a lower learning rate or a normalisation may help.");
            }
        }

        return failed == 0 ? ExitCodes.Success : ExitCodes.Failed;
    }

    static SearchRequest Read(string path)
    {
        var reading = SearchRequestReader.Read(CommentedJson.ToStrict(File.ReadAllBytes(path)), OfflineCatalogue.Value);
        return reading.Request ?? throw new MeasuringException(
            $"{path} is not a valid request: {string.Join(' ', reading.Errors.Select(fault => $"{fault.Pointer}: {fault.Message}"))}");
    }
}
