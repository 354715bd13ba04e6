using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>schedule set ID FILE</c>: creates or changes a schedule; the answer is the schedule.</summary>
public static class ScheduleSetCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.ScheduleId();
        var file = InputFile.Argument("The search request to run, for example examples/quickstart.json.");
        var cron = new Option<string>("--cron")
        {
            Description = "The cron expression: [second] minute hour day month day-of-week, for example '0 22 * * 1-5'.",
            Required = true,
        };
        var zone = new Option<string?>("--time-zone") { Description = "The IANA time zone of the cron expression, for example Europe/Berlin. Default: UTC." };
        var device = new Option<string?>("--device") { Description = "The device of the request's latency objectives, instead of that in the file." };
        var overlap = new Option<string?>("--overlap")
        {
            Description = "What to do while the previous search still runs: skip, queue, or cancel-previous. Default: skip.",
            HelpName = "skip|queue|cancel-previous",
        };
        var window = new Option<string?>("--pause-outside")
        {
            Description = "The hours in which its searches run, for example 22:00-06:00; outside these hours they are paused.",
            HelpName = "HH:MM-HH:MM",
            Validators =
            {
                result => CommandOptions.Check<string?>(
                    result, value => value?.Split('-') is null or [_, _], "--pause-outside must be two times of day, for example 22:00-06:00."),
            },
        };
        var format = CommandOptions.Format();
        var command = new Command("set", "Create a schedule, or change the schedule with this id.") { id, file, cron, zone, device, overlap, window, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            var body = ScheduleFile.Write(
                console,
                parsed.GetRequiredValue(file),
                parsed.GetRequiredValue(cron),
                parsed.GetValue(zone),
                parsed.GetValue(device),
                parsed.GetValue(overlap),
                parsed.GetValue(window)?.Split('-'));
            using var client = connection.Open(parsed);
            var schedule = await client.Schedules.PutAsync(parsed.GetRequiredValue(id), body, cancellation).ConfigureAwait(false);
            Answer.Write(console, parsed.GetValue(format), schedule, () => ScheduleTable.Facts(schedule));
            return ExitCodes.Done;
        });
        return command;
    }
}
