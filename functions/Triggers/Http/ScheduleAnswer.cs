using Microsoft.AspNetCore.Http;
using Serverless.Application.Schedules;
using Serverless.Core;
using Serverless.Core.Schedules;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Answers that give one schedule, with the ETag of its definition.</summary>
static class ScheduleAnswer
{
    public static IResult Of(ScheduleDocument view, int status = StatusCodes.Status200OK) =>
        Answer.Json(view, CoreJson.Default.ScheduleDocument, status, documentTag: ScheduleTag.Of(view.Definition));
}
