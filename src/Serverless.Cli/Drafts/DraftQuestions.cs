using Serverless.Cli.Output;
using Serverless.Core.Devices;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Cli.Drafts;

/// <summary>Asks a user at a terminal what a request is for; an empty line selects the value in brackets.</summary>
sealed class DraftQuestions : IDisposable
{
    readonly TextWriter _questions;
    readonly StreamReader _answers;

    /// <param name="console">The console; questions are written to standard error, since standard output is for the answer.</param>
    public DraftQuestions(CliConsole console) => (_questions, _answers) = (console.Error, new StreamReader(console.In, leaveOpen: true));

    public void Dispose() => _answers.Dispose();

    /// <param name="usual">The values in brackets.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task<DraftChoices> AskAsync(DraftChoices usual, CancellationToken cancellation)
    {
        var builtIn = DatasetDescription.FashionMnist.Name;
        var images = await AskAsync(
            $"Images: {builtIn}, or a folder of your own with one subfolder for each class", builtIn,
            text => text == builtIn || Directory.Exists(text) ? text : null, "There is no such folder.", cancellation).ConfigureAwait(false);
        var objectives = await AskAsync(
            $"Objectives, {DraftChoices.ObjectivesRule}", string.Join(',', usual.Objectives.Select(metric => metric.Name)),
            DraftChoices.ReadObjectives, $"Enter {DraftChoices.ObjectivesRule}.", cancellation).ConfigureAwait(false);
        var device = objectives.Any(metric => metric.Source == MetricSource.Device)
            ? await AskAsync(
                "Device whose latencies are measured or looked up", usual.Device, text => DeviceId.IsValid(text) ? text : null, DeviceId.Rule, cancellation).ConfigureAwait(false)
            : usual.Device;
        var space = await AskAsync(
            $"Search space: {string.Join(", ", SearchSpaces.Trainable)}", usual.Space,
            text => SearchSpaces.Trainable.Contains(text) ? text : null, "There is no such space.", cancellation).ConfigureAwait(false);
        var trainings = await AskAsync<object>(
            "Budget: the number of candidates to train", $"{usual.Trainings}",
            text => int.TryParse(text, out var count) && count is >= 1 and <= DraftChoices.MostTrainings ? count : null,
            $"Enter a whole number from 1 to {DraftChoices.MostTrainings}.", cancellation).ConfigureAwait(false);
        return usual with { Images = images == builtIn ? null : images, Objectives = objectives, Device = device, Space = space, Trainings = (int)trainings };
    }

    /// <summary>Asks until the answer is valid. At the end of the input the value in brackets is the answer.</summary>
    async Task<T> AskAsync<T>(string question, string usual, Func<string, T?> read, string rule, CancellationToken cancellation)
        where T : class
    {
        while (true)
        {
            await _questions.WriteAsync($"{question} [{usual}]: ").ConfigureAwait(false);
            await _questions.FlushAsync(cancellation).ConfigureAwait(false);

            // Reading from a terminal cannot be cancelled.
            var line = (await _answers.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(cancellation).ConfigureAwait(false))?.Trim();
            if (line is null)
            {
                await _questions.WriteLineAsync().ConfigureAwait(false);
            }

            if (read(string.IsNullOrEmpty(line) ? usual : line) is { } answer)
            {
                return answer;
            }

            await _questions.WriteLineAsync($"'{PlainText.Of(line)}': {rule}").ConfigureAwait(false);
        }
    }
}
